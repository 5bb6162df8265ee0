import { register } from 'tsx/esm/api';

// Only used when the service runs from its sources: lets the thread import TypeScript. Not part of a build.
register();
await import('./cover-worker.ts');
