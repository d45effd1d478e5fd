import { useEffect } from 'react';

/** What a person knows as a place of the page. */
const PLACES = 'section, form, fieldset, details, ul, ol, nav, main, [role="region"], [role="grid"]';

function placesOf(element: EventTarget | null): HTMLElement[] {
  const places: HTMLElement[] = [];
  let at = element instanceof Element ? element.closest<HTMLElement>(PLACES) : null;
  while (at) {
    places.push(at);
    at = at.parentElement?.closest<HTMLElement>(PLACES) ?? null;
  }
  return places;
}

function focusPlace(place: HTMLElement): void {
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  }
  place.focus({ preventScroll: true });
}

/**
 * Keeps the place of the keyboard: if what had the focus goes, such as a row that is deleted, the focus goes to what
 * surrounded it, or else to the content of the page. Dialogs give the focus back to what opened them first.
 */
export function useKeptPlace(): void {
  useEffect(() => {
    let focused: Element | undefined;
    let places: HTMLElement[] = [];
    const remember = ({ target }: FocusEvent): void => {
      focused = target instanceof Element ? target : undefined;
      places = placesOf(target);
    };
    const keep = (): void => {
      if (document.activeElement !== document.body || focused?.isConnected !== false) return;
      const content = document.querySelector<HTMLElement>('#content');
      const place = places.find(({ isConnected }) => isConnected) ?? content;
      if (place) focusPlace(place);
    };
    const removals = new MutationObserver(() => {
      // What knows a better place has two frames to take the focus there.
      if (focused?.isConnected === false) requestAnimationFrame(() => requestAnimationFrame(keep));
    });
    document.addEventListener('focusin', remember);
    removals.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      removals.disconnect();
    };
  }, []);
}
