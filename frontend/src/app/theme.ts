import { createTheme, defaultCssVariablesResolver, type CSSVariablesResolver } from '@mantine/core';

/** Colours, type and defaults of the page. The variables made of it are a file: the policy lets no inline style in. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1rem' } },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Locking the page's scroll takes an inline style element.
    Modal: { defaultProps: { lockScroll: false, centered: true }, styles: { title: { fontWeight: 650 } } },
    Drawer: { defaultProps: { lockScroll: false }, styles: { title: { fontWeight: 650, fontSize: '1.1rem' } } },
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 600 } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } } },
  },
});

/** Mantine's own, and what contrast asks for beside them (WCAG 2.2, 1.4.3). */
export const variables: CSSVariablesResolver = (merged) => {
  const own = defaultCssVariablesResolver(merged);
  return {
    variables: { ...own.variables, '--badge-fz-sm': '0.75rem' },
    light: {
      ...own.light,
      '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
      '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
      '--mantine-color-error': 'var(--mantine-color-red-9)',
      '--mantine-color-red-filled': 'var(--mantine-color-red-9)',
      '--mantine-color-red-light-color': '#8a1c1c',
      '--mantine-color-orange-light-color': '#7d3200',
      '--mantine-color-yellow-light-color': '#6b4300',
      '--mantine-color-green-light-color': '#175c26',
      '--mantine-color-teal-light-color': '#08594a',
      '--mantine-color-blue-light-color': '#104a84',
      '--mantine-color-indigo-light-color': '#2b3fa0',
      '--mantine-color-gray-light-color': '#373d43',
    },
    dark: {
      ...own.dark,
      '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
      '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
      '--mantine-color-error': 'var(--mantine-color-red-4)',
      '--mantine-color-red-light-color': 'var(--mantine-color-red-2)',
      '--mantine-color-orange-light-color': 'var(--mantine-color-orange-2)',
      '--mantine-color-yellow-light-color': 'var(--mantine-color-yellow-2)',
      '--mantine-color-green-light-color': 'var(--mantine-color-green-2)',
      '--mantine-color-teal-light-color': 'var(--mantine-color-teal-2)',
      '--mantine-color-blue-light-color': 'var(--mantine-color-blue-2)',
      '--mantine-color-indigo-light-color': 'var(--mantine-color-indigo-2)',
      '--mantine-color-gray-light-color': 'var(--mantine-color-gray-3)',
    },
  };
};
