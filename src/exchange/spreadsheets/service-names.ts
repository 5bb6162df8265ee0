import { fold } from '../../vocabulary/territories.ts';

const SHORT_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const SHORT_NAME_MAX = 80;

/** A short name derived from a text. */
export const shortNameFrom = (text: string): string =>
  fold(text.slice(0, 500)).replaceAll(' ', '-').slice(0, SHORT_NAME_MAX).replace(/-$/, '');

export const isShortName = (text: string): boolean => SHORT_NAME.test(text);

/** Finds services by what rows call them: the short name, or the name if only one service has it. */
export class ServiceNames {
  readonly #bySlug = new Map<string, string>();
  readonly #byName = new Map<string, string | undefined>();

  constructor(services: readonly { slug: string; name: string }[]) {
    for (const service of services) this.add(service);
  }

  add({ slug, name }: { slug: string; name: string }): void {
    this.#bySlug.set(slug, slug);
    const key = fold(name);
    if (key === '') return;
    this.#byName.set(key, this.#byName.has(key) && this.#byName.get(key) !== slug ? undefined : slug);
  }

  find(written: string): string | undefined {
    return this.#bySlug.get(written.toLowerCase()) ?? this.#byName.get(fold(written.slice(0, 500)));
  }

  all(): Iterable<string> {
    return this.#bySlug.keys();
  }
}
