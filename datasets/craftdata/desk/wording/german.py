"""Subjects in German."""

from .wording import Wording

GERMAN = Wording(
    openers=("", "AW: ", "WG: ", "Hilfe: ", "Frage: "),
    urgent=("DRINGEND: ", "Sofort bitte - ", "Produktion steht! ", "Kritisch: "),
    contexts=("", " seit heute früh", " schon wieder", " nach dem Update", ", bitte um Hilfe"),
    symptoms=(
        (
            ("Rechnung weist falschen Betrag aus", "Summe der letzten Rechnung stimmt nicht"),
            ("Zahlungskarte lässt sich nicht ändern", "neue Kreditkarte wird abgelehnt"),
            ("USt-IdNr. wird abgelehnt", "unsere Umsatzsteuernummer gilt als ungültig"),
            ("Bitte um Rückerstattung", "ungenutzte Lizenzen bitte erstatten"),
            ("Zahl der Plätze stimmt nicht", "mehr Nutzer berechnet als vorhanden"),
            ("doppelte Abbuchung", "Betrag wurde zweimal eingezogen"),
        ),
        (
            ("SAML-Anmeldung in Endlosschleife", "SSO führt immer zurück zur Anmeldung"),
            ("Mail zum Zurücksetzen fehlt", "keine E-Mail für neues Passwort"),
            ("MFA-Gerät verloren", "zweiter Faktor war auf dem alten Handy"),
            ("SCIM legt keine Nutzer an", "neue Nutzer kommen nicht über SCIM"),
            ("Sitzung läuft sofort ab", "nach jedem Klick abgemeldet"),
            ("Admin ausgesperrt", "unser einziger Admin kommt nicht hinein"),
        ),
        (
            ("Webhooks kommen verspätet", "Webhook-Zustellung hängt um Stunden"),
            ("API antwortet mit 429", "wir laufen ins API-Limit"),
            ("Salesforce-Abgleich steht", "Kontakte gehen nicht mehr zu Salesforce"),
            ("OAuth-Token ungültig", "verbundene App verlangt täglich Zustimmung"),
            ("Jira-Verknüpfung defekt", "verknüpfte Jira-Vorgänge öffnen nicht"),
            ("Feldzuordnung verloren", "eigene Zuordnung der Felder ist weg"),
        ),
        (
            ("Dashboard sehr langsam", "Dashboards laden eine Minute"),
            ("Suche bricht mit Zeitüberschreitung ab", "Suche liefert nichts und bricht ab"),
            ("Bericht wird nie fertig", "Monatsbericht läuft endlos"),
            ("hohe Latenz am Standort", "von unserem Büro aus alles langsam"),
            ("Seite hängt beim Speichern", "Speichern friert die Seite ein"),
            ("Speicherfehler im Client", "Desktop-Client ohne freien Speicher"),
        ),
        (
            ("CSV-Import schlägt fehl", "unsere CSV-Datei lässt sich nicht einlesen"),
            ("im Export fehlen Zeilen", "Export ist unvollständig"),
            ("Zeichensatz in der Datei kaputt", "Umlaute nach dem Import zerstört"),
            ("geplanter Export nicht verschickt", "nächtlicher Export kam nicht an"),
            ("Import hängt bei 99 %", "Import wird nie fertig"),
            ("falsches Datumsformat", "Tag und Monat nach Import vertauscht"),
        ),
        (
            ("Schaltfläche reagiert nicht", "Klick auf Speichern ohne Wirkung"),
            ("Layout mobil verschoben", "Spalten überlappen auf dem Handy"),
            ("Dunkelmodus unlesbar", "schwarze Schrift auf Schwarz"),
            ("Spaltenfolge wird zurückgesetzt", "Tabelle vergisst meine Spalten"),
            ("Tippfehler im Menü", "Rechtschreibfehler in den Einstellungen"),
            ("Ziehen und Ablegen geht nicht", "Karten lassen sich nicht verschieben"),
        ),
        (
            ("wie lege ich einen Nutzer an", "Kollegin zum Arbeitsbereich hinzufügen"),
            ("wo ist das Audit-Protokoll", "suche das Audit-Log"),
            ("wie ändere ich den Eigentümer", "Projekt an jemand anderen übergeben"),
            ("Frage zu Rollen", "was darf ein Bearbeiter"),
            ("wie archiviere ich ein Projekt", "altes Projekt archivieren"),
            ("Anfrage Schulung", "können wir eine Schulung buchen"),
        ),
        (
            ("Dienst nicht erreichbar", "der Dienst ist ausgefallen"),
            ("überall Fehler 503", "alle Seiten melden 503"),
            ("Daten laden nicht", "es werden keine Daten angezeigt"),
            ("alle Nutzer betroffen", "hier kann niemand arbeiten"),
            ("Arbeitsbereich öffnet nicht", "Workspace lässt sich nicht öffnen"),
            ("Ereignisse fehlen seit Mittag", "seit Stunden keine neuen Ereignisse"),
        ),
    ),
)
