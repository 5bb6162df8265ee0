import { hash } from 'node:crypto';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** A text as a source of a content security policy. */
export const source = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/** What the content security policy lets pages hold: these very texts and nothing else. */
export const INLINE = { style: source(STYLE), script: source(SCRIPT) };
