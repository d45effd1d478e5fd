/**
 * The input of a query without the `direction` that tRPC's infinite queries for React put beside the cursor: lists here
 * go one way, and the server refuses members that it does not know.
 */
export const withoutDirection = (input: unknown): unknown => {
  if (typeof input !== 'object' || input === null || !('direction' in input)) return input;
  const { direction, ...rest } = input;
  return direction === 'forward' || direction === 'backward' ? rest : input;
};
