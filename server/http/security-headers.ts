import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** H1: a page runs our own scripts only, talks to this server only, and is framed by nobody. */
export const securityHeaders = (how: {
  readonly publicUrl: string;
  /** True once browsers trust our certificate: only then may they be told never to come without. */
  readonly strictTransport: boolean;
}): readonly RequestHandler[] => [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // pdf.js decodes some pictures in WebAssembly.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"],
        // Safari before 15.4 does not take 'self' for sockets.
        connectSrc: ["'self'", how.publicUrl.replace(/^http/, 'ws')],
        objectSrc: ["'none'"],
        frameSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    // Personal links and codes stand in addresses.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: how.strictTransport ? { maxAge: 180 * 24 * 60 * 60, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  }),
  (_request, response, next) => {
    response.set(
      'Permissions-Policy',
      'camera=(self), microphone=(self), fullscreen=(self), autoplay=(self), screen-wake-lock=(self), geolocation=(), payment=(), usb=()',
    );
    next();
  },
];
