import { register } from 'tsx/esm/api';

// Where the service runs from its sources, a thread must first learn to read them. No part of a build.
register();
await import('./liveness-worker.ts');
