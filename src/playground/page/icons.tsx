/** The page's icons: drawn with the colour of the text around them, invisible to screen readers. */
import type { ReactNode } from 'react';

function Icon({ children, size = 16 }: { readonly children: ReactNode; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** Opens a menu. */
export const ChevronIcon = () => <Icon size={14}>{<path d="m4 6 4 4 4-4" />}</Icon>;
/** Closes or removes. */
export const CloseIcon = () => <Icon size={14}>{<path d="m4 4 8 8m0-8-8 8" />}</Icon>;
/** A public channel. */
export const HashIcon = () => (
  <Icon>{<path d="M6.2 2.5 4.8 13.5M11.2 2.5 9.8 13.5M2.8 5.7h11M2.2 10.3h11" />}</Icon>
);
/** A private channel, or something only for you. */
export const LockIcon = () => (
  <Icon>
    <rect x="3.2" y="7" width="9.6" height="6.5" rx="1.5" />
    <path d="M5.2 7V5.2a2.8 2.8 0 0 1 5.6 0V7" />
  </Icon>
);
/** Visible to one person. */
export const EyeIcon = () => (
  <Icon size={14}>
    <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" />
    <circle cx="8" cy="8" r="2" />
  </Icon>
);
/** More actions. */
export const MoreIcon = () => (
  <Icon>
    <g fill="currentColor" stroke="none">
      <circle cx="3.2" cy="8" r="1.4" />
      <circle cx="8" cy="8" r="1.4" />
      <circle cx="12.8" cy="8" r="1.4" />
    </g>
  </Icon>
);
/** Raw JSON. */
export const BracesIcon = () => (
  <Icon>
    <path d="M6 2.5c-1.6 0-2 .7-2 2v1.6C4 7.2 3.5 8 2.5 8 3.5 8 4 8.8 4 9.9v1.6c0 1.3.4 2 2 2M10 2.5c1.6 0 2 .7 2 2v1.6c0 1.1.5 1.9 1.5 1.9-1 0-1.5.8-1.5 1.9v1.6c0 1.3-.4 2-2 2" />
  </Icon>
);
/** A reply in a thread. */
export const ReplyIcon = () => <Icon>{<path d="M6.5 3.5 2.5 7.5l4 4M2.5 7.5h7a4 4 0 0 1 4 4v1" />}</Icon>;
/** Sends. */
export const SendIcon = () => <Icon>{<path d="M2.5 3 14 8 2.5 13l1.8-5zM4.3 8H9" />}</Icon>;
/** The light theme. */
export const SunIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9" />
  </Icon>
);
/** The dark theme. */
export const MoonIcon = () => (
  <Icon>{<path d="M13.5 9.3A5.8 5.8 0 0 1 6.7 2.5a5.8 5.8 0 1 0 6.8 6.8Z" />}</Icon>
);
/** Something went wrong. */
export const WarningIcon = () => (
  <Icon size={14}>{<path d="M8 2.2 14.5 13.5h-13zM8 6.3v3.4M8 11.5v.1" />}</Icon>
);
/** Global shortcuts. */
export const LightningIcon = () => <Icon>{<path d="M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z" />}</Icon>;
/** Opens the sidebar on narrow screens. */
export const MenuIcon = () => <Icon size={18}>{<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />}</Icon>;
/** Saves a file. */
export const DownloadIcon = () => <Icon>{<path d="M8 2.5v7.5M4.8 7.2 8 10.4l3.2-3.2M2.8 13.2h10.4" />}</Icon>;
/** Adds a file. */
export const AttachIcon = () => (
  <Icon>
    {
      <path d="m13 7.2-5.3 5.3a3.2 3.2 0 0 1-4.5-4.5l5.6-5.6a2.1 2.1 0 0 1 3 3l-5.5 5.5a1 1 0 0 1-1.5-1.4l5-5" />
    }
  </Icon>
);
/** A file. */
export const FileIcon = () => (
  <Icon size={20}>{<path d="M4 1.8h5l3 3v9.4H4zM8.8 1.8V5H12M6 8h4M6 10.5h4" />}</Icon>
);
/** Where to begin. */
export const CompassIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="m10.5 5.5-1.4 3.6-3.6 1.4 1.4-3.6z" />
  </Icon>
);
/** A collection of cards. */
export const CardsIcon = () => (
  <Icon>
    <path d="M2.5 2.5h4.4v4.4H2.5zM9.1 2.5h4.4v4.4H9.1zM2.5 9.1h4.4v4.4H2.5zM9.1 9.1h4.4v4.4H9.1z" />
  </Icon>
);
/** The workspace's clock. */
export const ClockIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 4.6V8l2.4 1.6" />
  </Icon>
);
/** Finds. */
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.4 10.4 3.4 3.4" />
  </Icon>
);
/** Done. */
export const CheckIcon = () => <Icon size={14}>{<path d="m3 8.5 3.2 3.2L13 4.8" />}</Icon>;
/** A payload on its way to the app. */
export const ToAppIcon = () => <Icon size={14}>{<path d="M2.5 8h11M9.5 4l4 4-4 4" />}</Icon>;
/** A payload on its way from the app. */
export const FromAppIcon = () => <Icon size={14}>{<path d="M13.5 8h-11M6.5 4l-4 4 4 4" />}</Icon>;
