import { useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect } from 'react';

/**
 * Names the browser's tab after the heading of the page that is shown. A page that was just opened gets the focus at its
 * heading, which tells those who can't see that they are somewhere else, unless something in it has taken the focus already.
 *
 * @param within holds the pages, each with one h1
 * @param names of what the page is a part of, the nearest first
 */
export function usePageHeading(within: RefObject<HTMLElement | null>, ...names: string[]) {
  const router = useRouter();
  const rest = names.join(' – ');

  useEffect(() => {
    const main = within.current!;
    const name = () => {
      const heading = main.querySelector('h1')?.textContent;
      document.title = heading && heading !== names[0] ? `${heading} – ${rest}` : rest;
    };
    name();
    return watch(main, name);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the names are in rest
  }, [within, rest]);

  useEffect(() => {
    const main = within.current!;
    let isJustOpened = false;
    // A page may show its heading later than itself, or another one once it has read what it is about.
    const lead = () => {
      const focused = document.activeElement;
      const heading = main.querySelector('h1');
      if (focused !== main && focused !== heading && main.contains(focused)) isJustOpened = false;
      if (!isJustOpened || (heading && focused === heading)) return;
      if (heading) heading.tabIndex = -1;
      (heading ?? main).focus();
    };
    const userActs = () => {
      isJustOpened = false;
    };
    const endings = [
      watch(main, lead),
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        isJustOpened = fromLocation !== undefined && pathChanged;
        lead();
      }),
    ];
    for (const act of ACTS) window.addEventListener(act, userActs, { capture: true });
    return () => {
      endings.forEach((end) => end());
      for (const act of ACTS) window.removeEventListener(act, userActs, { capture: true });
    };
  }, [router, within]);
}

const ACTS = ['keydown', 'pointerdown'] as const;

function watch(main: HTMLElement, listener: () => void) {
  const observer = new MutationObserver(listener);
  observer.observe(main, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}
