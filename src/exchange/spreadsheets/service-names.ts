import { fold } from '../../vocabulary/territories.ts';

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
