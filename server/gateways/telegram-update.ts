import { z } from 'zod';

const person = z.object({
  id: z.int(),
  is_bot: z.boolean(),
  first_name: z.string(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.object({ id: z.int(), type: z.string() });
const entity = z.object({ type: z.string(), offset: z.int().min(0), length: z.int().min(0) });

/** What the bot reads of an update; all else is nobody's business here. Source: core.telegram.org/bots/api, "Update". */
export const botUpdate = z.object({
  update_id: z.int(),
  message: z
    .object({
      message_id: z.int(),
      chat,
      from: person.optional(),
      text: z.string().optional(),
      entities: z.array(entity).optional(),
    })
    .optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: person,
      message: z.object({ message_id: z.int(), chat }).optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: z.object({ chat, from: person, new_chat_member: z.object({ status: z.string() }) }).optional(),
});
