import { ButtonElement, OverflowElement } from './buttons.js';
import { Choices } from './choices.js';
import type { FieldProps } from './field.js';
import { FileInput } from './file-input.js';
import { SmallImage } from './image.js';
import { DateInput, TextInput } from './inputs.js';
import { ExternalSelect, StaticSelect, WorkspaceSelect } from './selects.js';

/** Any element of Block Kit, working. */
export function ElementView(props: FieldProps) {
  const { type } = props.element;
  switch (type) {
    case 'button':
    case 'workflow_button':
      return <ButtonElement {...props} />;
    case 'overflow':
      return <OverflowElement {...props} />;
    case 'image':
      return <SmallImage image={props.element} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextInput {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateInput {...props} />;
    case 'file_input':
      return <FileInput {...props} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <Choices {...props} />;
    case 'static_select':
    case 'multi_static_select':
      return <StaticSelect {...props} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalSelect {...props} />;
    case 'users_select':
    case 'multi_users_select':
    case 'conversations_select':
    case 'multi_conversations_select':
    case 'channels_select':
    case 'multi_channels_select':
      return <WorkspaceSelect {...props} />;
    default:
      return <span className="unsupported">The playground cannot show “{type}”.</span>;
  }
}
