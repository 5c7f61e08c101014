/** Discord's ids have 20 digits; whatever else a store holds must not break the sentence. */
const shortened = (id: string) => id.replaceAll(/[^\w.-]/g, '').slice(0, 24);

/** As Discord shows it to whoever may see it. Nobody is pinged by it. */
export const channelWords = (channel: string): string => `<#${shortened(channel)}>`;
export const roleWords = (role: string): string => `<@&${shortened(role)}>`;
export const memberWords = (user: string): string => `<@${shortened(user)}>`;

/** As members type it. */
export const modelWords = (model: string): string => `\`${model.replaceAll(/[^\w.:-]/g, '').slice(0, 80)}\``;
