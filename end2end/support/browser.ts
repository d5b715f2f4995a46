// Chromium as it is driven everywhere.
const { CHROMIUM: whole = '/usr/bin/chromium', CHROMIUM_SHELL: shell = whole } = process.env;

/** Without windows: quicker, and all that most journeys need. */
export const chromium = {
  executablePath: shell,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    // Pictures are painted where they are shown: on two cores a process and threads for it only cost their start.
    '--in-process-gpu',
    '--num-raster-threads=1',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** The browser that people have, which can install the portal. */
export const wholeChromium = { ...chromium, executablePath: whole };
