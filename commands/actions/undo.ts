import { button } from '../../src/discord/kit/action.ts';
import { tellMoved } from '../moved.ts';

/** **Undo**: back to what that version was made from. */
export const undo = button('undo', async ({ version }, request) =>
  tellMoved(request, await request.services.history.undo(request.place, request.id, version)),
);
