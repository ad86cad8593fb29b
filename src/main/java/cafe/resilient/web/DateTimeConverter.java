/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import java.time.LocalDateTime;

/** What a browser's own picker of day and time sends. */
@FacesConverter(forClass = LocalDateTime.class)
public class DateTimeConverter implements Converter<LocalDateTime> {

    @Override
    public LocalDateTime getAsObject(FacesContext context, UIComponent component, String typed) {
        String text = InputText.text(typed);
        try {
            return text == null ? null : InputText.dateTime(text);
        } catch (RuntimeException e) {
            throw new ConverterException(e); // the page says what would be right
        }
    }

    @Override
    public String getAsString(FacesContext context, UIComponent component, LocalDateTime value) {
        return value == null ? "" : value.toString();
    }
}
