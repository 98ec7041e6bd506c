// Which browsers take part, from which version on. WebRTC sets the floor for Chromium and Firefox (mediasoup-client has
// no handler for older ones), CSS layers, dialog and non-extractable P-256 keys in IndexedDB set it for Safari.
// public/old-browser.js tells everybody else.

/** For Vite's `build.target`: what the code is compiled down to. */
export const BUILD_TARGET: string[] = ['chrome111', 'edge111', 'firefox120', 'safari16.4', 'ios16.4'];

/** For people: names and first versions, in the order in which they are told. */
export const SUPPORTED_BROWSERS = [
  { name: 'Chrome', from: '111' },
  { name: 'Edge', from: '111' },
  { name: 'Firefox', from: '120' },
  { name: 'Safari', from: '16.4' },
] as const;
