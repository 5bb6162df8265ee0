/** Who is asking, as a token says it; `label` names the token in history, never a person or an address. */
export type Caller = Who & {
  /** What is being asked for, as the description of the API names it; it tells who did what. */
  operation?: string;
};

type Who =
  | { role: 'anonymous' }
  | { role: 'admin'; label: string; tokenId: string | null }
  | { role: 'host'; hostId: string; label: string; tokenId: string }
  /** Says that a host is theirs, and has not shown it yet. */
  | { role: 'claimant'; hostId: string; label: string; tokenId: string }
  /** The catalogue itself, in what it does unasked. */
  | { role: 'check'; label: string; tokenId: null }
  | { role: 'federation'; federationId: string; label: string; tokenId: string };

/** Somebody with a token. */
export type Known = Exclude<Who, { role: 'anonymous' }> & Pick<Caller, 'operation'>;
