import type { LiveCeremony } from '#projections/live-ceremony';
import type { Authority, OneAuthority } from '#signing/authority';

/** C39: the authority under which a ceremony is held. A rehearsal never has the real one, nor the other way round. */
export const authorityOf = (authority: Authority, live: LiveCeremony): OneAuthority =>
  live.ceremony.plan?.rehearsal === true ? authority.rehearsal : authority;

/** The same tools with the ceremony's own authority: what is signed with them is signed under the right one. */
export const toolsOf = <Tools extends { readonly authority: Authority }>(tools: Tools, live: LiveCeremony): Tools => {
  if (live.ceremony.plan?.rehearsal !== true) return tools;
  const { rehearsal } = tools.authority;
  // C223: and what is only practised is never certified.
  return { ...tools, authority: { ...rehearsal, rehearsal }, remote: null };
};
