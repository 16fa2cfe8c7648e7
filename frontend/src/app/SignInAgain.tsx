import { Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import type { Session } from '../shared/api/client';
import { SignIn } from './signInForm';
import classes from './SignInAgain.module.css';

type Props = { isAsked: boolean; onSignedIn: (session: Session) => void };

/**
 * Asks who it is above everything else when a session has ended in mid-work: the page and its dialogs stay as they are, but
 * can neither be seen nor reached, and get the focus back afterwards.
 */
export function SignInAgain({ isAsked, onSignedIn }: Props) {
  useEscape(isAsked);
  return isAsked && <Above onSignedIn={onSignedIn} />;
}

function Above({ onSignedIn }: Pick<Props, 'onSignedIn'>) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    return () => shown.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes.above}
      aria-labelledby="sign-in"
      onCancel={(event) => event.preventDefault()}
    >
      <Suspense>
        <SignIn isBack onSignedIn={onSignedIn} />
      </Suspense>
    </dialog>
  );
}

/** Escape would close this dialog, and those of the page below it, which listen at the window from later on than this. */
function useEscape(isKept: boolean) {
  const kept = useRef(isKept);
  useEffect(() => {
    kept.current = isKept;
  }, [isKept]);
  useEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !kept.current) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', keep, { capture: true });
    return () => window.removeEventListener('keydown', keep, { capture: true });
  }, []);
}
