/* JSON Pointers (RFC 6901). */

/** A name as one part of a pointer. */
export const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The pointer of a name of the whole; that of the whole itself when there is none. */
export const pointerTo = (name: string | null | undefined): string => (name == null ? '' : `/${pointerPart(name)}`);

/** The names that a pointer goes through. */
export const namesOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
