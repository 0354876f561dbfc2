'use strict';

// What a person sees in a picture of a week: which of its kinds each cell is, by the colours
// on the screen, and not by what the document says of it.

/** How much of each box of a PNG each colour takes, the borders left out: smoothing and
 *  fonts differ from machine to machine. The browser itself reads it. */
async function colours(browser, png, boxes) {
    const page = await browser.chromium.newPage();
    const shares = await page.evaluate(async ([data, all]) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context.drawImage(image, 0, 0);
        return all.map(({ x, y, width, height }) => {
            const inner = [x + width * 0.15, y + height * 0.15, width * 0.7, height * 0.7]
                .map(Math.round);
            const { data: bytes } = context.getImageData(...inner);
            const found = {};
            for (let at = 0; at < bytes.length; at += 4) {
                const colour = bytes.slice(at, at + 3).join();
                found[colour] = (found[colour] ?? 0) + 4 / bytes.length;
            }
            return Object.entries(found);
        });
    }, [png.toString('base64'), boxes]);
    await page.close();
    return shares;
}

function distance(a, b) {
    const [first, second] = [a, b].map((colour) => colour.split(',').map(Number));
    return Math.max(...first.map((part, i) => Math.abs(part - second[i])));
}

/** How much of what is seen in one box is seen in the other, from 0 to 1. */
function likeness(first, second) {
    let sum = 0;
    for (const [colour, share] of first) {
        let there = 0;
        for (const [other, otherShare] of second)
            if (distance(colour, other) <= 8)
                there += otherShare;
        sum += Math.min(share, there);
    }
    return sum;
}

/** The kind of sample that looks most like what is seen. */
function kindOf(seen, samples) {
    const [best] = Object.entries(samples)
        .map(([kind, sample]) => [kind, likeness(seen, sample)])
        .sort((a, b) => b[1] - a[1]);
    return best[0];
}

module.exports = { colours, kindOf };
