import type { PlaygroundUser } from '../../protocol.js';

const HUES = [262, 14, 205, 328, 170, 42];

const hueOf = (id: string) =>
  HUES[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES.length];

/** The app's picture: two cost curves that cross. */
export function AppAvatar({ small = false }: { readonly small?: boolean }) {
  return (
    <svg className={`avatar ${small ? 'small' : ''}`} viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" fill="#0f4d42" />
      <path d="M7 12c8 0 14 12 22 13" fill="none" stroke="#f4c95d" strokeWidth="3" strokeLinecap="round" />
      <path d="M7 25c8-1 14-9 22-14" fill="none" stroke="#7fe3c4" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}

/** A person's initial on a colour of their own, or the app's picture. */
export function Avatar({
  user,
  small = false,
}: {
  readonly user: PlaygroundUser | undefined;
  readonly small?: boolean;
}) {
  if (user?.isBot) return <AppAvatar small={small} />;
  const name = user?.name ?? '?';
  return (
    <span
      className={`avatar ${small ? 'small' : ''}`}
      style={{ background: `hsl(${hueOf(name)} 42% 43%)` }}
      aria-hidden="true"
    >
      {name.charAt(0).toUpperCase()}
    </span>
  );
}
