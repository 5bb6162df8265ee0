/** A request that may be sent again, as hashes: nothing of it can be read from them. */
export interface RetriedRequest {
  key: string;
  request: string;
  /** Absent: the token of the environment. */
  tokenId: string | null;
}

/** What came of a request; without a body it is not given a second time. */
export interface RetriedAnswer {
  status: number;
  etag: string | null;
  location: string | null;
  body: string | null;
}

/** `begun`: it is ours to do, until we say what came of it. */
export type Beginning =
  | { state: 'begun'; startedAt: Date }
  | { state: 'running' }
  | { state: 'other-request' }
  | { state: 'over'; answer: RetriedAnswer };
