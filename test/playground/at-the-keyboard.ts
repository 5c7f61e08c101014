import type { Locator, Page } from 'playwright-core';

// What a person does on the page, by hand.

/** Types a slash command and fills in options, each as a person would: name it, type or choose, go on. */
export async function runCommand(
  page: Page,
  command: string,
  options: { readonly [name: string]: string } = {},
): Promise<void> {
  await beginCommand(page, command);
  for (const [name, text] of Object.entries(options)) await fillOption(page, name, text);
  await page.keyboard.press('Enter');
}

export async function beginCommand(page: Page, command: string): Promise<void> {
  await page.getByTestId('composer').click();
  await page.keyboard.type(`/${command}`);
  await page
    .getByTestId('command-picker-item')
    .filter({ hasText: `/${command}` })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByTestId('command-name')
    .filter({ hasText: `/${command}` })
    .waitFor();
}

/** Offers are taken with Tab where there are any, typed text stays where there are none. */
export async function fillOption(page: Page, name: string, text: string): Promise<void> {
  const input = page.getByTestId(`option-input-${name}`);
  if ((await input.count()) === 0) await addOption(page, name);
  await input.fill(text);
  const choice = page.getByTestId('choice-picker-item').filter({ hasText: text });
  const offered = !(await isPlain(page));
  if (offered) {
    await choice.first().waitFor();
    await input.press('Tab');
  } else {
    await page.getByTestId('more-options').focus();
  }
}

export async function addOption(page: Page, name: string): Promise<void> {
  await page.getByTestId('more-options').click();
  await page.keyboard.type(name);
  await page.getByTestId('option-picker-item').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId(`option-${name}`).waitFor();
}

export function messages(page: Page): Locator {
  return page.getByTestId('message');
}

/** Chooses something from the menu of a message: a path such as `Apps`, `Edit image`. */
export async function chooseFromMenu(message: Locator, ...path: readonly string[]): Promise<void> {
  await message.hover();
  await message.getByTestId('message-more').click();
  for (const name of path) await message.getByRole('menuitem', { name, exact: true }).click();
}

export async function replyTo(message: Locator): Promise<void> {
  await message.hover();
  await message.getByTestId('message-reply').click();
  await message.page().getByTestId('reply-bar').waitFor();
}

export async function say(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.keyboard.press('Enter');
}

export async function become(page: Page, name: string): Promise<void> {
  await page.getByTestId('me').click();
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('button', { name: `You are ${name}` }).waitFor();
}

/** Whether the option that has the keyboard offers nothing to choose from. */
async function isPlain(page: Page): Promise<boolean> {
  const picker = page.getByTestId('choice-picker');
  return (
    (await picker.getByTestId('choice-picker-item').count()) === 0 && (await picker.getByTestId('empty').count()) === 0
  );
}
