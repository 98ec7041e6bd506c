import type { ComponentChildren } from 'preact';

// Line icons on a 24 grid, drawn for Teken. Decoration only: the words beside them speak.

export const Icon = ({ children, size = 20 }: { readonly children: ComponentChildren; readonly size?: number }) => (
  <svg
    class="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

export const MicrophoneIcon = ({ off = false }) => (
  <Icon>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    {off && <path d="M4 4l16 16" />}
  </Icon>
);
export const CameraIcon = ({ off = false }) => (
  <Icon>
    <rect x="3" y="6.5" width="12" height="11" rx="1.5" />
    <path d="M15 11l6-3.2v8.4L15 13" />
    {off && <path d="M4 3.5l15 17" />}
  </Icon>
);
export const SoundIcon = ({ off = false }) => (
  <Icon>
    <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z" />
    {off ? <path d="M16 9.5l5 5m0-5l-5 5" /> : <path d="M15.5 9a4.2 4.2 0 0 1 0 6M18.3 6.5a8 8 0 0 1 0 11" />}
  </Icon>
);
export const DocumentIcon = () => (
  <Icon>
    <path d="M6 3h8l4 4v14H6z" />
    <path d="M14 3v4h4M9 12h6M9 16h4" />
  </Icon>
);
export const FiguresIcon = () => (
  <Icon>
    <path d="M4 20h16M6.5 16v-4M12 16V6M17.5 16v-7" />
  </Icon>
);
export const SealIcon = ({ size = 20 }) => (
  <Icon size={size}>
    <circle cx="12" cy="12" r="9.2" />
    <path d="M8 12.4l2.8 2.6 5.2-5.6" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="M5.5 5.5l13 13m0-13l-13 13" />
  </Icon>
);
