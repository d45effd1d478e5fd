/** How the names of databases begin that the process `pid` drops when its test run ends. */
export const prefixOfRun = (pid: number): string => `shop_run_${pid}`;
