import { Buffer } from 'buffer';

// The verifier reads files as Buffers, which browsers do not have.
globalThis.Buffer = Buffer;
