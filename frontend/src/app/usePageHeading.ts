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
    const observer = new MutationObserver(name);
    observer.observe(main, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the names are in rest
  }, [within, rest]);

  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const main = within.current;
        const focused = document.activeElement;
        if (!main || !fromLocation || !pathChanged || (focused !== main && main.contains(focused))) return;
        const target = main.querySelector('h1') ?? main;
        target.tabIndex = -1;
        target.focus();
      }),
    [router, within],
  );
}
