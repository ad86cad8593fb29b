/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;

/** POST /notes?WAY=TEXT answers 201. */
@WebServlet("/notes")
public class Door extends HttpServlet {
    @EJB
    private NoteService service;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        String[] query = request.getQueryString().split("=");
        UUID submission = UUID.randomUUID();
        Receipt receipt = switch (query[0]) {
            case "insert" -> service.keep(new Insert(query[1], submission));
            case "handle" -> service.keep(new Handle(query[1], submission));
            default -> service.keep(new HandleInOrder(query[1], submission));
        };
        response.setStatus(receipt.outcome() == Outcome.CONFIRMED ? 201 : 202);
    }
}
