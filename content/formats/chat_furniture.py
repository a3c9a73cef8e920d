"""What in a saved or copied chat is no message: reactions, pictures, days in between, what the chat itself says."""

import re

CLOCK = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?"
SOME_HALF = r"(?:[ ]?[AaPp]\.?[ ]?[Mm]\.?)?"
_REACTED = r"(?:reacted to|reagierte? auf|a réagi à|heeft gereageerd op|reaccionó a|reagiu a|ha reagito a)"
_REMOVED = r"removed a[ \t].*[\"“”].*"
# Behind the last of the other one's words stands the sign: “Reacted to "…" with 👍”, “Reacted to … with "👍"”.
_SIGNED = rf"{_REACTED}[ \t].*(?:[\"”](?:[ \t]+\S{{1,12}}){{1,3}}|[ \t]\S{{1,12}}[ \t]+[\"“]\S{{1,12}}[\"”])"
_REACTION = re.compile(rf"{_REMOVED}|{_SIGNED}", re.IGNORECASE)
# What somebody reacted to may have several lines, with quotation marks in them: all are the other one's words.
OPEN_REACTION = re.compile(rf"(?!{_SIGNED}$){_REACTED}[ \t]+[\"“„].*", re.IGNORECASE)
_REPLYING = re.compile(r"(?:replying to|antwort auf)[ \t]+[\"“„].*", re.IGNORECASE)
OMITTED = re.compile(
    r"<?(?:image|video|audio|sticker|gif|document|photo|media|contact card|video note|.{1,80} • .{1,40})[ ]omitted>?|"
    r"<attached: .*>|.{1,80} \((?:file attached|datei angehängt|fichier joint|archivo adjunto|arquivo anexado|"
    r"file allegato|bestand bijgevoegd)\)|"
    r"(?:bild|video|audio|gif|sticker|dokument|kontaktkarte) (?:weggelassen|ausgelassen)|"
    r"(?:imagen|imagem|video|vídeo|audio|áudio|gif|sticker|figurinha|documento) (?:omitid|ocultad)[oa]|"
    r"(?:image|vidéo|audio|gif|sticker|document) (?:omise?|absente?)|(?:immagine|video|audio|gif|documento) omess[oa]|"
    # In every language what stands for a picture is set in angle brackets.
    r"<(?!https?:)[^<>@/=]{3,40}>|"
    r"(?:this message was deleted|you deleted this message|null|missed (?:voice|video) call.*|"
    r"verpasster (?:sprach|video)anruf.{0,40}|"
    r"appel (?:vocal|vidéo) manqué.{0,40}|(?:llamada(?: de voz)?|videollamada) perdida.{0,40}|"
    r"chamada de (?:voz|vídeo) perdida.{0,40}|(?:video)?chiamata(?: vocale)? persa.{0,40}|"
    r"diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|mensagem apagada|esta mensagem foi apagada|"
    r"você apagou esta mensagem|se eliminó este mensaje|eliminaste este mensaje|este mensaje fue eliminado|"
    r"ce message a été supprimé|vous avez supprimé ce message|questo messaggio è stato eliminato|"
    r"hai eliminato questo messaggio|dit bericht is verwijderd|u heeft dit bericht verwijderd|"
    r"bu mesaj silindi|данное сообщение удалено|pesan ini telah dihapus)\.?",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(rf"\[?{CLOCK}{SOME_HALF}\]?")
ZOOM = (("reaction", _REACTION), ("reply", _REPLYING))
WHATSAPP = (("omitted", OMITTED),)
_DAY = re.compile(
    r"(?:[-–—─]{2,}[ ]?)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:, [A-Z][a-z]+ [0-9]{1,2}(?:st|nd|rd|th)?"
    r"(?:, [0-9]{4})?)?|Today|Yesterday|[A-Z][a-z]+ [0-9]{1,2}(?:st|nd|rd|th)?, [0-9]{4})(?:[ ]?[-–—─]{2,})?"
)
DISCORD = (
    ("omitted", re.compile(r"\{(?:Attachments|Stickers|Embed)\}|https://(?:cdn|media)\.discordapp\.\w+/\S+")),
    ("reaction", re.compile(r"\{Reactions\}|\S{1,30} \([0-9]+\)(?: \S{1,30} \([0-9]+\))*|\(edited\)")),
    ("time", _CLOCK_ALONE),
    ("time", _DAY),
    (
        "system",
        re.compile(r"(?:Pinned a message|Joined the server|Left the group|Started a (?:call|thread)\b.{0,100})\.?"),
    ),
)
# What was attached to a message, and what others put under it, stands below its words.
DISCORD_TAIL = re.compile(r"\{(?:Attachments|Stickers|Embed|Reactions|Forwarded Message|Poll)\}")
SLACK = (
    ("time", _CLOCK_ALONE),
    ("time", _DAY),
    (
        "reaction",
        re.compile(
            r"(?::[a-z0-9_+'-]+:[ ]?[0-9]*[ ]?)+|[0-9]{1,3}|[0-9]+ repl(?:y|ies).*|Last reply .*|View thread|New|"
            r"replied to a thread:.*|Also sent to the channel"
        ),
    ),
    ("system", re.compile(r"(?:was added to|joined|has joined|set the channel \w+) #?\S{1,80}.{0,80}")),
)
STICKERS = re.compile(
    r"\[(?:Sticker|Photo|Video|Voice message|File|Album|Location|Contact|스티커|사진|동영상)\]|이모티콘|사진"
)
