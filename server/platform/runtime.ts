const OLDEST_NODE = 24;

/** A sentence when this Node is too old to run Teken, else null. `version` as in `process.versions.node`. */
export const runtimeProblem = (version: string): string | null =>
  Number(version.split('.')[0]) >= OLDEST_NODE
    ? null
    : `Teken needs Node ${OLDEST_NODE} or later, and this is ${version}. Start it with npm start, which brings its own.`;
