/** Choices that outlive a reload. */
import { useCallback, useEffect, useState } from 'react';

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** A remembered string: for the tab, so that two tabs can be two people, or for the browser. */
export function usePreference(
  key: string,
  scope: 'tab' | 'browser',
): [string | undefined, (value: string) => void] {
  const storage = scope === 'tab' ? sessionStorage : localStorage;
  const name = `playground.${key}`;
  const [value, setValue] = useState(() => read(storage, name) ?? undefined);
  const remember = useCallback(
    (next: string) => {
      setValue(next);
      try {
        storage.setItem(name, next);
      } catch {
        // Private windows may refuse storage; the choice then lasts as long as the page.
      }
    },
    [storage, name],
  );
  return [value, remember];
}

/** The colour theme: the system's until the person picks one. */
export function useTheme(): ['light' | 'dark', () => void] {
  const [chosen, choose] = usePreference('theme', 'browser');
  const [systemDark, setSystemDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setSystemDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const theme = chosen === 'dark' || chosen === 'light' ? chosen : systemDark ? 'dark' : 'light';
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return [theme, () => choose(theme === 'dark' ? 'light' : 'dark')];
}
