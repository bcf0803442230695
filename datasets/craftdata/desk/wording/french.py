"""Subjects in French."""

from .wording import Wording

FRENCH = Wording(
    openers=("", "RE: ", "TR: ", "Besoin d'aide : ", "Question : "),
    urgent=("URGENT : ", "Au plus vite - ", "Production à l'arrêt ! ", "Critique : "),
    contexts=("", " depuis ce matin", " encore une fois", " après la mise à jour", ", merci de votre aide"),
    symptoms=(
        (
            ("la facture affiche un mauvais montant", "total faux sur la dernière facture"),
            ("impossible de changer la carte", "nouvelle carte bancaire refusée"),
            ("numéro de TVA rejeté", "notre TVA n'est pas acceptée au paiement"),
            ("demande de remboursement", "rembourser les licences inutilisées"),
            ("nombre de sièges incorrect", "facturés pour trop d'utilisateurs"),
            ("double prélèvement", "nous avons été débités deux fois"),
        ),
        (
            ("boucle de connexion SAML", "le SSO renvoie toujours à la connexion"),
            ("mail de réinitialisation absent", "aucun e-mail pour le mot de passe"),
            ("appareil MFA perdu", "second facteur resté sur l'ancien téléphone"),
            ("SCIM ne crée pas les utilisateurs", "nouveaux comptes absents via SCIM"),
            ("la session expire aussitôt", "déconnecté à chaque clic"),
            ("administrateur bloqué", "notre seul admin ne peut plus entrer"),
        ),
        (
            ("webhooks en retard", "les webhooks arrivent des heures après"),
            ("l'API renvoie 429", "limite de l'API atteinte"),
            ("synchro Salesforce bloquée", "les contacts ne vont plus vers Salesforce"),
            ("jeton OAuth invalide", "l'application redemande l'accord chaque jour"),
            ("lien Jira cassé", "les tickets Jira liés ne s'ouvrent pas"),
            ("correspondance des champs perdue", "le mappage des champs a disparu"),
        ),
        (
            ("tableau de bord très lent", "les tableaux mettent une minute"),
            ("la recherche expire", "la recherche ne rend rien puis s'arrête"),
            ("le rapport ne finit jamais", "le rapport mensuel tourne sans fin"),
            ("forte latence dans la région", "tout est lent depuis nos bureaux"),
            ("la page se fige à l'enregistrement", "enregistrer une fiche bloque la page"),
            ("erreur mémoire du client", "le client de bureau manque de mémoire"),
        ),
        (
            ("l'import CSV échoue", "impossible d'importer notre fichier CSV"),
            ("lignes absentes de l'export", "l'export est incomplet"),
            ("encodage cassé dans le fichier", "accents illisibles après import"),
            ("export planifié non envoyé", "l'export de nuit n'est pas arrivé"),
            ("import bloqué à 99 %", "l'import ne se termine pas"),
            ("mauvais format de date", "jour et mois inversés après import"),
        ),
        (
            ("le bouton ne fait rien", "cliquer sur enregistrer sans effet"),
            ("mise en page cassée sur mobile", "les colonnes se chevauchent"),
            ("mode sombre illisible", "texte noir sur fond noir"),
            ("ordre des colonnes perdu", "le tableau oublie mes colonnes"),
            ("coquille dans le menu", "faute d'orthographe dans les réglages"),
            ("glisser-déposer en panne", "impossible de déplacer les cartes"),
        ),
        (
            ("comment ajouter un utilisateur", "ajouter une collègue à l'espace"),
            ("où est le journal d'audit", "je cherche le log d'audit"),
            ("comment changer de propriétaire", "transférer un projet à quelqu'un"),
            ("question sur les rôles", "que peut faire un éditeur"),
            ("comment archiver un projet", "archiver un ancien projet"),
            ("demande de formation", "peut-on réserver une formation"),
        ),
        (
            ("service indisponible", "le service est en panne"),
            ("erreur 503 partout", "toutes les pages répondent 503"),
            ("les données ne chargent pas", "aucune donnée affichée"),
            ("tous les utilisateurs touchés", "personne ici ne peut travailler"),
            ("l'espace ne s'ouvre pas", "impossible d'ouvrir l'espace de travail"),
            ("événements absents depuis midi", "plus d'événement depuis des heures"),
        ),
    ),
)
