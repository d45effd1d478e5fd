import { spawnSync } from 'node:child_process';

export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0;
