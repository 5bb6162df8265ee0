import type { WriteAnswer } from '../http/write.ts';
import type { Context, Written } from '../record/context.ts';
import type { Caller } from '../requests/caller.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { Catalogue } from './follow.ts';
import { speakersOf } from './speakers.ts';
import { told } from './told.ts';

/** Runs commands for routes, in the name of who asks. */
export interface Writer {
  contextFor(caller: Caller): Context;
  /** Brings the read model to the last revision, as far as the database answers. */
  catchUp(): Promise<void>;
  /** The new document with its version; what it changes shows here before the answer leaves. */
  answer(caller: Caller, command: (context: Context) => Promise<Written<object>>): Promise<WriteAnswer>;
}

export function writerOn(
  catalogue: Pick<Catalogue, 'catchUp' | 'current'>,
  context: Omit<Context, 'caller' | 'reference'>,
): Writer {
  const speakers = speakersOf(catalogue);
  const contextFor = (caller: Caller): Context => ({
    ...context,
    reference: catalogue.current().reference,
    caller,
  });
  // It is committed: a database that goes away just now must not make a success look like a failure.
  const catchUp = () =>
    catalogue.catchUp().then(
      () => {},
      () => {},
    );
  return {
    contextFor,
    catchUp,
    answer: async (caller, command) => {
      const { created, document, revision, version } = await command(contextFor(caller));
      if (revision !== null) await catchUp();
      const tell = (language: Language) => told(document, speakers[language], catalogue.current());
      return { status: created ? 201 : 200, body: document, told: tell, version };
    },
  };
}
