/** In letters: what would stand in three lines or more in the great size. */
const LONG_NAME = 40;

/** Names with their titles may fill a screen in the size of a title; such ones are set smaller, never cut. */
export const isLongName = (name: string): boolean => name.length > LONG_NAME;
