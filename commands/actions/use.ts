import { button } from '../../src/discord/kit/action.ts';
import { tellMoved } from '../moved.ts';

/** **Use 1** … under several pictures: that version is the current one now. */
export const use = button('use', async ({ version }, request) =>
  tellMoved(request, await request.services.history.use(request.place, request.id, version)),
);
