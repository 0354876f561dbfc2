'use strict';

// Contrast as WCAG 2.1 computes it, of every text that is seen on a page. Runs in the page.

/** Texts whose contrast is too low: [text, ratio, needed]. */
function weakTexts() {
    const parse = (colour) => {
        const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
        return { r, g, b, a };
    };
    const over = (top, below) => ({
        r: top.r * top.a + below.r * (1 - top.a),
        g: top.g * top.a + below.g * (1 - top.a),
        b: top.b * top.a + below.b * (1 - top.a),
        a: 1,
    });
    const linear = (part) => {
        const c = part / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    const luminance = ({ r, g, b }) =>
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const ratio = (a, b) => {
        const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
        return (high + 0.05) / (low + 0.05);
    };
    const background = (element) => {
        const layers = [];
        for (let node = element; node; node = node.parentElement)
            layers.push(parse(getComputedStyle(node).backgroundColor));
        return layers.reverse().reduce((below, top) => over(top, below),
            { r: 255, g: 255, b: 255, a: 1 });
    };
    const isSeen = (element) =>
        !element.closest('.unseen') && element.checkVisibility({ visibilityProperty: true });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const weak = [];
    let count = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !isSeen(element))
            continue;
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const needed = isLarge ? 3 : 4.5;
        const found = ratio(parse(style.color), background(element));
        count += 1;
        if (found < needed)
            weak.push([node.data.trim(), found, needed]);
    }
    return { count, weak };
}

/** The contrast of two colours as CSS writes them. */
function contrast(first, second) {
    const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).map((part) => {
            const c = Number(part) / 255;
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [high, low] = [luminance(first), luminance(second)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
}

module.exports = { contrast, weakTexts };
