import type { Page } from 'playwright-core';

/** What moved on a page since it was first painted, without anybody touching it (cumulative layout shift). */
export const layoutShift = (page: Page) =>
  page.evaluate<number>(`new Promise((done) => {
    let sum = 0;
    const count = (list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) sum += value };
    new PerformanceObserver(count).observe({ type: 'layout-shift', buffered: true });
    // Two frames, in which what is late would move, and the time in which the browser tells of it.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
  })`);
