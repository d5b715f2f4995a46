// Chromium as it is driven everywhere.
const { CHROMIUM: whole = '/usr/bin/chromium', CHROMIUM_SHELL: shell = whole } = process.env;

/** Without windows: quicker, and all that most journeys need. */
export const chromium = {
  executablePath: shell,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** The browser that people have, which can install the portal. */
export const wholeChromium = { ...chromium, executablePath: whole };
