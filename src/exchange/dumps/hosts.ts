import { itemJson, passingJson } from '../../catalogue/listing.ts';
import { hostWithText } from '../../catalogue/writer.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Dumped } from './dumped.ts';

/** One host per line, in the form of lists (newline-delimited JSON). */
export function* hostLines(dumped: Dumped, say: Speaker): Generator<Buffer | string> {
  for (const host of dumped.hosts) {
    yield itemJson(passingJson(hostWithText(host, say, dumped)), host.id, dumped);
    yield '\n';
  }
}
