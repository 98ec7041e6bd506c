import { gunzipSync } from 'node:zlib';
import { writeWhole } from '../stamp.mjs';

/** The download is a convenience: behind a firewall it must not hold up the build for long. */
const answerWithin = 6_000;
const arriveWithin = 60_000;

/**
 * @typedef {{ version: string, platform: string, arch: string, kernel: string }} Host `kernel` as uname gives it
 */

/**
 * The name that mediasoup's releases use (its npm-scripts.mjs, getWorkerPrebuildTarName).
 * @param {Host} host
 */
export const prebuiltName = ({ version, platform, arch, kernel }) => {
  const kernelPart = platform === 'linux' ? `-kernel${Number(kernel.split('.')[0])}` : '';
  return `mediasoup-worker-${version}-${platform}-${arch}${kernelPart}.tgz`;
};

/**
 * @param {Uint8Array} archive an uncompressed tar
 * @param {string} name
 * @returns {Uint8Array | undefined} that file's content
 */
export const fileFromTar = (archive, name) => {
  const text = new TextDecoder();
  for (let at = 0; at + 512 <= archive.length;) {
    const entryName = text
      .decode(archive.subarray(at, at + 100))
      .replace(/\0.*$/s, '')
      .replace(/^\.\//, '');
    const size = Number.parseInt(text.decode(archive.subarray(at + 124, at + 136)), 8);
    if (entryName === '' || Number.isNaN(size)) return undefined;
    const content = archive.subarray(at + 512, at + 512 + size);
    if (entryName === name) return content.length === size ? content : undefined;
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
};

/**
 * Fetches the official worker into `target`.
 * @param {{ base: string, host: Host, target: string, fetch: typeof globalThis.fetch }} task `base` as
 * MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL gives it
 * @returns {Promise<void>} throws with the reason when there is none to be had
 */
export const fetchPrebuilt = async ({ base, host, target, fetch }) => {
  const url = `${base}/${host.version}/${prebuiltName(host)}`;
  const limit = new AbortController();
  const answer = setTimeout(() => limit.abort(new Error(`no answer within ${answerWithin / 1000} s`)), answerWithin);
  const arrival = setTimeout(() => limit.abort(new Error(`not here within ${arriveWithin / 1000} s`)), arriveWithin);
  try {
    const response = await fetch(url, { signal: limit.signal });
    clearTimeout(answer);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const worker = fileFromTar(gunzipSync(new Uint8Array(await response.arrayBuffer())), 'mediasoup-worker');
    if (worker === undefined) throw new Error(`${url} holds no mediasoup-worker`);
    writeWhole(target, worker, 0o755);
  } catch (error) {
    // fetch says "fetch failed" and keeps what happened in the cause.
    if (error instanceof TypeError && error.cause instanceof Error)
      throw new Error(error.cause.message, { cause: error });
    throw error;
  } finally {
    clearTimeout(answer);
    clearTimeout(arrival);
  }
};
