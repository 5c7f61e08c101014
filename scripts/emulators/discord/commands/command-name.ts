/** Names of slash commands and options; lower case where it exists (reference, section 3). */
export const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
