import { PlayButton } from './components/play-button.ts';
import { PlayFile } from './components/play-file.ts';
import { PlayMessageSelect } from './components/play-message-select.ts';
import { PlaySelect } from './components/play-select.ts';
import { PlayAnswerBar } from './composer/play-answer-bar.ts';
import { PlayCommandLine } from './composer/play-command-line.ts';
import { PlayComposer } from './composer/play-composer.ts';
import { PlayOption } from './composer/play-option.ts';
import { PlayPicker } from './composer/play-picker.ts';
import { PlayTextField } from './composer/play-text-field.ts';
import { PlayTray } from './composer/play-tray.ts';
import { PlayForm } from './form/play-form.ts';
import { PlayUpload } from './form/play-upload.ts';
import { PlayChannels } from './frame/play-channels.ts';
import { PlayChat } from './frame/play-chat.ts';
import { PlayMe } from './frame/play-me.ts';
import { PlayRail } from './frame/play-rail.ts';
import { PlayTime } from './markdown/play-time.ts';
import { PlayGallery } from './messages/play-gallery.ts';
import { PlayMessage } from './messages/play-message.ts';
import { PlayMessageMenu } from './messages/play-message-menu.ts';
import { PlayMessages } from './messages/play-messages.ts';
import { PlayUnanswered } from './messages/play-unanswered.ts';
import { PlayViewer } from './messages/play-viewer.ts';
import { PlayBotStatus } from './panel/play-bot-status.ts';
import { PlayControls } from './panel/play-controls.ts';
import { PlayLog } from './panel/play-log.ts';
import { PlayPanel } from './panel/play-panel.ts';
import { PlayRequests } from './panel/play-requests.ts';
import { PlayApp } from './play-app.ts';

const elements = {
  'play-answer-bar': PlayAnswerBar,
  'play-app': PlayApp,
  'play-bot-status': PlayBotStatus,
  'play-button': PlayButton,
  'play-channels': PlayChannels,
  'play-chat': PlayChat,
  'play-command-line': PlayCommandLine,
  'play-composer': PlayComposer,
  'play-controls': PlayControls,
  'play-file': PlayFile,
  'play-form': PlayForm,
  'play-gallery': PlayGallery,
  'play-log': PlayLog,
  'play-me': PlayMe,
  'play-message': PlayMessage,
  'play-message-menu': PlayMessageMenu,
  'play-message-select': PlayMessageSelect,
  'play-messages': PlayMessages,
  'play-option': PlayOption,
  'play-panel': PlayPanel,
  'play-picker': PlayPicker,
  'play-rail': PlayRail,
  'play-requests': PlayRequests,
  'play-select': PlaySelect,
  'play-text-field': PlayTextField,
  'play-time': PlayTime,
  'play-tray': PlayTray,
  'play-unanswered': PlayUnanswered,
  'play-upload': PlayUpload,
  'play-viewer': PlayViewer,
} as const;

type Elements = { [Name in keyof typeof elements]: InstanceType<(typeof elements)[Name]> };

declare global {
  interface HTMLElementTagNameMap extends Elements {}
}

/** Makes our elements known to the browser. */
export function defineElements(): void {
  for (const [name, element] of Object.entries(elements)) customElements.define(name, element);
}
