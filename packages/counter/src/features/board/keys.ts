import type { KeyboardEvent } from 'react';
import { type Column, columns } from './columns.ts';

/** What a key asks for, with a card in focus. */
type Ask = { focus: HTMLElement | undefined } | { id: number; moveTo: Column };

const steps: Partial<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 };

const cardsOf = (column: string | undefined): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`[data-column="${column}"] > [data-ticket]`),
];

/** The nearest column on one side that has cards; its card at the same height. */
function neighbour(column: Column, step: -1 | 1, at: number): HTMLElement | undefined {
  for (let next = columns.indexOf(column) + step; columns[next] !== undefined; next += step) {
    const cards = cardsOf(columns[next]);
    if (cards.length > 0) return cards[Math.min(at, cards.length - 1)];
  }
  return undefined;
}

/** Arrows go from card to card; with Shift, left and right move the card to the next column. */
export function askOf({ key, shiftKey, target }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'target'>): Ask | undefined {
  if (!(target instanceof HTMLElement) || target.dataset['ticket'] === undefined) return undefined;
  const name = target.parentElement?.dataset['column'];
  const column = columns.find((one) => one === name);
  if (column === undefined) return undefined;
  const cards = cardsOf(column);
  const at = cards.indexOf(target);
  const step = steps[key];
  if (step !== undefined) {
    if (!shiftKey) return { focus: neighbour(column, step, at) };
    const moveTo = columns[columns.indexOf(column) + step];
    return moveTo && { id: Number(target.dataset['ticket']), moveTo };
  }
  if (key === 'ArrowDown') return { focus: cards[at + 1] };
  if (key === 'ArrowUp') return { focus: cards[at - 1] };
  if (key === 'Home') return { focus: cards[0] };
  if (key === 'End') return { focus: cards.at(-1) };
  return undefined;
}

/** The card of a ticket, wherever it stands now. */
export function cardElement(id: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-ticket="${id}"]`);
}
