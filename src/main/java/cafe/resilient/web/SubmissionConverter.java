/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;
import java.util.UUID;

/** The hidden submission of a form; a mangled one is replaced, as the customer can do nothing about it. */
@FacesConverter(forClass = UUID.class)
public class SubmissionConverter implements Converter<UUID> {

    @Override
    public UUID getAsObject(FacesContext context, UIComponent component, String typed) {
        try {
            return InputText.uuid(typed);
        } catch (RuntimeException e) {
            return UUID.randomUUID();
        }
    }

    @Override
    public String getAsString(FacesContext context, UIComponent component, UUID value) {
        return value == null ? "" : value.toString();
    }
}
