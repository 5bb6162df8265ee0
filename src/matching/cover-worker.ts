import { parentPort } from 'node:worker_threads';
import { findGroups, type GroupProblem } from './engine/together/groups.ts';

/**
 * A thread that searches for groups of hosts, one problem at a time: it answers each message with the groups for that
 * problem.
 */
parentPort!.on('message', (problem: GroupProblem) => parentPort!.postMessage(findGroups(problem)));
