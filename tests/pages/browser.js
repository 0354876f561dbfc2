'use strict';

// A real browser, which notes whatever a page does that it must not do.

const assert = require('node:assert/strict');
const { chromium } = require('playwright-core');

const FLAGS = [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const WIDE = 1280;
const PHONE = 360;

class Browser {
    async start() {
        this.chromium = await chromium.launch({
            executablePath: process.env.SNAPGUARD_CHROMIUM, args: FLAGS,
        });
        return this;
    }

    stop() {
        return this.chromium.close();
    }

    /** Open an address, and hand the page to `look`. Nothing but that address may be asked
     *  for, and nothing may be said, asked or thrown. */
    async open(url, { width = WIDE, scheme = 'light', media = 'screen' }, look) {
        const context = await this.chromium.newContext({
            viewport: { width, height: 800 }, colorScheme: scheme,
        });
        const page = await context.newPage();
        const deeds = [];
        await context.route('**', (route) => {
            const asked = route.request().url();
            if (asked === url)
                return route.continue();
            deeds.push(`asked for ${asked}`);
            return route.abort();
        });
        page.on('console', (message) => deeds.push(`said ${message.text()}`));
        page.on('pageerror', (error) => deeds.push(`threw ${error}`));
        page.on('dialog', (dialog) => {
            deeds.push(`asked ${dialog.message()}`);
            dialog.dismiss();
        });
        await page.emulateMedia({ colorScheme: scheme, media });
        await page.goto(url);
        await look(page);
        assert.deepEqual(deeds, []);
        await context.close();
    }
}

module.exports = { Browser, PHONE, WIDE };
