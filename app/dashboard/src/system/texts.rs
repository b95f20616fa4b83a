//! The words of the page of the system.

domain::texts! {
    title: "System", "System";
    text: "How the shop's engine room is doing, and what to do about it.", "Wie es im Maschinenraum steht, und was zu tun ist.";
    reload: "Look again", "Neu nachsehen";
    to_home: "To the dashboard", "Zur Verwaltung";
    seen(when): "As of {when}", "Stand: {when}";

    good: "Good", "Gut";
    look: "Look at it", "Bitte ansehen";
    act: "Act now", "Jetzt handeln";
    all_good: "Everything is in order. There is nothing to do.", "Alles in Ordnung. Es ist nichts zu tun.";
    all_look: "The shop is working. Something below wants a look today.", "Der Laden läuft. Unten steht etwas, das heute angesehen werden will.";
    all_act: "Something below needs you now: customers notice it, or soon will.", "Unten braucht etwas Sie jetzt: Kunden merken es schon oder bald.";

    answers: "Answers and data", "Antworten und Daten";
    work: "Work that waits", "Was noch wartet";
    machine: "This machine", "Dieser Rechner";

    database: "Database", "Datenbank";
    database_gone: "It does not answer.", "Sie antwortet nicht.";
    database_gone_do: "See that the database runs and its disk is not full; the log says what it answers.", "Bitte prüfen, ob die Datenbank läuft und ihre Platte nicht voll ist; im Protokoll steht, was sie antwortet.";
    database_is(engine, median, p95): "{engine} answers: half of the questions of the last five minutes took up to {median}, 95 of 100 up to {p95}.", "{engine} antwortet: die Hälfte der Fragen der letzten fünf Minuten brauchte bis zu {median}, 95 von 100 bis zu {p95}.";
    database_good_do: "That is quick. Nothing to do.", "Das ist schnell. Nichts zu tun.";
    database_slow_do: "Pages feel slow. Look for \"slow query\" in the log, and whether an import or a backup is running.", "Seiten wirken langsam. Im Protokoll nach „slow query“ suchen, und ob ein Import oder eine Sicherung läuft.";

    backup: "Last backup", "Letzte Sicherung";
    backup_at(when): "Made on {when}.", "Erstellt am {when}.";
    backup_unknown: "No backup is known on this machine.", "Auf diesem Rechner ist keine Sicherung bekannt.";
    backup_good_do: "Keep a copy of it elsewhere, and the secret key apart from it.", "Eine Kopie gehört an einen anderen Ort, der geheime Schlüssel getrennt davon.";
    backup_do: "Run `souk backup FILE`, best every night, and keep the file on another machine.", "Bitte `souk backup DATEI` ausführen, am besten jede Nacht, und die Datei auf einem anderen Rechner aufheben.";

    jobs: "Jobs", "Aufträge";
    jobs_none: "Nothing is waiting.", "Es wartet nichts.";
    jobs_ready(n, age): "{n} waiting, the oldest for {age}.", "{n} warten, der älteste seit {age}.";
    jobs_good_do: "They are taken as they come. Nothing to do.", "Sie werden erledigt, wie sie kommen. Nichts zu tun.";
    jobs_do: "A long import may be in front. If this grows, start the server again and read the log.", "Vielleicht ist ein langer Import davor. Wenn es mehr wird, den Server neu starten und das Protokoll lesen.";

    dead: "Jobs given up", "Aufgegebene Aufträge";
    dead_none: "None.", "Keine.";
    dead_are[n]: "One job failed at every attempt and was laid aside.", "{n} jobs failed at every attempt and were laid aside." | "Ein Auftrag ist bei jedem Versuch gescheitert und liegt jetzt beiseite.", "{n} Aufträge sind bei jedem Versuch gescheitert und liegen jetzt beiseite.";
    dead_good_do: "Nothing to do.", "Nichts zu tun.";
    dead_do: "Look for \"a job failed for good\" in the log: it says which, and why.", "Im Protokoll nach „a job failed for good“ suchen: dort steht, welcher und warum.";

    mails: "Mails", "E-Mails";
    mails_none: "All are on their way.", "Alle sind unterwegs.";
    mails_wait(n, failed): "{n} waiting, {failed} whose last attempt failed (last seven days).", "{n} warten, bei {failed} ist der letzte Versuch gescheitert (letzte sieben Tage).";
    mails_good_do: "Nothing to do.", "Nichts zu tun.";
    mails_do: "See that the mail relay answers and accepts the sender's address; the log says what it answers.", "Bitte prüfen, ob der Mailserver antwortet und die Absenderadresse annimmt; im Protokoll steht, was er sagt.";

    events: "Reactions to what happens", "Reaktionen auf Ereignisse";
    events_none: "All are up to date.", "Alle sind auf dem Laufenden.";
    events_behind(name, n, age): "{name} is behind by {n}, the oldest {age} old.", "{name} hängt um {n} zurück, das älteste ist {age} alt.";
    events_good_do: "Nothing to do.", "Nichts zu tun.";
    events_do: "Look for \"the event log does not go on\" in the log. Mails and the menu of categories wait for it.", "Im Protokoll nach „the event log does not go on“ suchen. E-Mails und das Menü der Kategorien warten darauf.";

    memory: "Memory", "Arbeitsspeicher";
    memory_is(used, available, total): "The shop uses {used}; {available} of {total} are still available.", "Der Laden braucht {used}; {available} von {total} sind noch verfügbar.";
    memory_good_do: "Nothing to do.", "Nichts zu tun.";
    memory_do: "Something takes the machine's memory. Find out what, or give it more.", "Etwas verbraucht den Speicher des Rechners. Bitte herausfinden, was, oder ihm mehr geben.";

    disk: "Disk", "Festplatte";
    disk_is(free, total): "{free} of {total} are free where the data is.", "{free} von {total} sind frei, wo die Daten liegen.";
    disk_good_do: "Nothing to do.", "Nichts zu tun.";
    disk_do: "Make room or give it a larger disk: when it is full, no order can be placed.", "Bitte Platz schaffen oder eine größere Platte geben: ist sie voll, kommt keine Bestellung mehr durch.";

    program: "Program", "Programm";
    program_is(version, uptime): "Souk {version}, running for {uptime}.", "Souk {version}, läuft seit {uptime}.";
    program_do: "Nothing to do.", "Nichts zu tun.";

    seconds[n]: "one second", "{n} seconds" | "einer Sekunde", "{n} Sekunden";
    minutes[n]: "one minute", "{n} minutes" | "einer Minute", "{n} Minuten";
    hours[n]: "one hour", "{n} hours" | "einer Stunde", "{n} Stunden";
    days[n]: "one day", "{n} days" | "einem Tag", "{n} Tagen";
}
