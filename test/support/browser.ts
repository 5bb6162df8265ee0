import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { TestApp } from './app.ts';
import { findChromium } from './chromium.ts';

/** One listening application and one browser for the tests of a file. */
export interface TestBrowser {
  readonly origin: string;
  /** A fresh visitor, who keeps nothing of others. */
  visit(options?: BrowserContextOptions): Promise<Visitor>;
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Addresses asked for, in order. */
  asked: string[];
  /** What the browser complained of: refused content, failed requests. */
  complaints: string[];
  leave(): Promise<void>;
}

/** @param port where it listens; any unless said */
export function useBrowser(test: TestApp, port = 0): TestBrowser {
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    const found = findChromium();
    if ('missing' in found) throw new Error(found.missing);
    await test.app.listen({ host: '127.0.0.1', port });
    origin = `http://127.0.0.1:${(test.app.server.address() as AddressInfo).port}`;
    // No sandbox inside a container that runs as root; the pages are our own.
    browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  });
  afterAll(async () => {
    await browser?.close();
  });

  return {
    get origin() {
      return origin;
    },
    visit: async (options = {}) => {
      const context = await browser.newContext({ locale: 'fr-FR', baseURL: origin, ...options });
      const page = await context.newPage();
      const asked: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      return { page, context, asked, complaints, leave: () => context.close() };
    },
  };
}

interface Violation {
  id: string;
  nodes: readonly { target: readonly string[] }[];
}

/** What axe finds in a page or a frame: its own builder says each of 500,000 letters twice, and tells what passes too. */
async function violationsOf(frame: Frame, rules?: readonly string[]): Promise<Violation[]> {
  // A page whose content is put anew keeps what was loaded.
  if (!(await frame.evaluate("typeof axe === 'object'"))) await frame.evaluate(axe.source);
  const options = {
    ...{ resultTypes: ['violations'], iframes: false },
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
  };
  return await frame.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) })))`,
  );
}

/** What axe finds at fault on a page and in each of its frames, by some of its rules or all, and whether it is cut off at its side. */
export async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  const found = await Promise.all(page.frames().map((frame) => violationsOf(frame, rules)));
  const faults = found.flat().map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`);
  return (await isTooWide(page)) ? [...faults, 'too wide'] : faults;
}

/** What a page is made of: each element with its classes and attributes, within the two that hold it. */
const PARTS = `(() => {
  const told = (one) => [one.localName, ...one.classList, ...[...one.attributes].map(({ name, value }) =>
    ['type', 'role', 'style', 'lang', 'rel'].includes(name) || name.startsWith('aria-c') ? name + '=' + value : name)].join('.');
  const within = (one, depth) => one === null || depth === 0 ? '' : within(one.parentElement, depth - 1) + '>' + told(one);
  return [...new Set([...document.querySelectorAll('*')].map((one) => within(one, 3)))];
})()`;

/** Whether a page has a part which none before it had. In the whole run each counts as one. */
function newParts(): (page: Page) => Promise<boolean> {
  const seen = new Set<string>();
  return async (page) => {
    const parts = await page.evaluate<string[]>(PARTS);
    const isNew = process.env.TESTS === 'all' || parts.some((part) => !seen.has(part));
    for (const part of parts) seen.add(part);
    return isNew;
  };
}

/**
 * `faultsOf` many pages. They share most of their parts, and axe takes longer than all else: it is asked about a page that
 * has a new one. None may be cut off at its side.
 */
export function faultsOfMany(): typeof faultsOf {
  const hasNewParts = newParts();
  return async (page, rules) => {
    if (await hasNewParts(page)) return await faultsOf(page, rules);
    return (await isTooWide(page)) ? ['too wide'] : [];
  };
}

export const isTooWide = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** What a first visitor's browser fetches for a page: compressed bytes with headers, addresses, and cookies set. */
export async function firstLoad(browser: TestBrowser, path: string) {
  const { page, context, asked, leave } = await browser.visit();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const addresses = asked.filter((address) => !address.startsWith('data:') && !address.endsWith('favicon.ico'));
  const cookies = await context.cookies();
  await leave();
  process.stdout.write(`${path}: ${addresses.length} request(s), ${bytes} bytes\n`);
  return { bytes, addresses, cookies };
}
