import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../app/App';
import { queryClient } from '../app/queryClient';
import { theme } from '../app/theme';

/** Opens the page at an address below `/admin-settings`, as the browser would. */
export function openPage(path: string) {
  history.replaceState(null, '', `/admin-settings${path}`);
  return render(
    <MantineProvider theme={theme} env="test" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

export const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
export const type = async (label: string | RegExp, text: string) =>
  userEvent.type(await screen.findByLabelText(label), text);
