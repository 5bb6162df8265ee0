import type { Zone } from './shapes.ts';
import { fold } from './territories.ts';

const WORLD: Zone = { level: 'world' };
const FRANCE: Zone = { level: 'country', code: 'FR' };

/** What people write for zones that have no such name. */
const SAID_FOR = new Map<string, Zone>([
  ...['le monde entier', 'monde entier', 'monde', 'partout', 'partout dans le monde'].map(
    (said) => [said, WORLD] as const,
  ),
  ...['the whole world', 'world', 'everywhere', 'anywhere'].map((said) => [said, WORLD] as const),
  ...['france entiere', 'la france entiere', 'toute la france', 'partout en france'].map(
    (said) => [said, FRANCE] as const,
  ),
  ...['all of france', 'the whole of france', 'everywhere in france'].map((said) => [said, FRANCE] as const),
]);

/** The zone that people mean who name it by no name of a place: “France entière”, “partout”. */
export const zoneSaid = (line: string): Zone | undefined => SAID_FOR.get(fold(line));
